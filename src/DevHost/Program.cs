namespace DevHost;

/// <summary>Starts tenant and portal together.</summary>
public static class Program
{
    /// <summary>The entry point.</summary>
    public static void Main(string[] args) => WebApplication.CreateBuilder(args).Build().Run();
}
