namespace Auth0Emulator;

/// <summary>Starts the local tenant on its own.</summary>
public static class Program
{
    /// <summary>The entry point.</summary>
    public static void Main(string[] args) => WebApplication.CreateBuilder(args).Build().Run();
}
