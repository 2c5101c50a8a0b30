using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminPortal.Data;

/// <summary>What dotnet-ef builds migrations from, without starting the portal.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=:memory:").Options);
}
