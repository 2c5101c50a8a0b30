using System.Net;
using System.Net.Sockets;
using Auth0Emulator;
using Auth0Emulator.Tenant;
using Microsoft.Extensions.Options;

namespace DevHost;

/// <summary>Starts a local Auth0 tenant and the portal together, in one process with one clock.</summary>
public static class Program
{
    /// <summary>The entry point; <see cref="DevHostOptions.Usage"/> says what it takes. 0 when stopped, 1 when it can't start.</summary>
    public static async Task<int> Main(string[] args)
    {
        DevHostOptions? options = null;
        try
        {
            options = DevHostOptions.Read(args, Environment.GetEnvironmentVariable);
            DemandFree(options.PortalPort, "--portal-port");
            DemandFree(options.TenantPort, "--tenant-port");

            // Before anything is forgotten: it may be what another one works with.
            using var held = FolderLock.Take(options.Folder, "devhost.lock");
            if (options.Fresh)
            {
                Forget(options.Folder);
            }

            await RunAsync(options);
            return 0;
        }
        catch (Exception failure) when (StartTrouble.Explain(failure, options) is { } lines)
        {
            await Console.Error.WriteLineAsync(lines);
            return 1;
        }
    }

    private static async Task RunAsync(DevHostOptions options)
    {
        await using var tenant = await LocalTenant.StartAsync(new LocalTenantOptions
        {
            Port = options.TenantPort,
            Folder = Path.Combine(options.Folder, "tenant"),
            // Any port of this machine besides: the seed is kept, the portal's port may change from run to run.
            Seed = TenantSeed.Default with { PortalUrl = LocalPortal.Address(options), AnyPort = true },
            Logging = LocalPortal.Quiet,
        });
        tenant.AllowPortal(LocalPortal.Address(options));
        await using var portal = LocalPortal.Create(options, tenant);
        portal.Services.GetService<IStartupValidator>()?.Validate();
        try
        {
            await portal.StartAsync();
            await Console.Out.WriteLineAsync(Welcome(options, tenant));
            await portal.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (portal.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to end before it had started: that is an end like any other.
        }
    }

    private static string Welcome(DevHostOptions options, LocalTenant tenant)
    {
        var people = TenantSeed.Default.People.Select(person => $"    {person.Email,-22} {(person.Roles.Count > 0 ? string.Join(", ", person.Roles) : "no role: sees the page that says so")}");
        return $"""

              Portal   http://localhost:{options.PortalPort}
              Inbox    {tenant.Address}emulator/mail
              Tenant   {tenant.Address}emulator

              Sign in with the password {TenantSeed.Password}
            {string.Join('\n', people)}

              Data is kept in {options.Folder} (--fresh empties it). Ctrl+C stops both.

            """;
    }

    private static void DemandFree(int port, string option)
    {
        try
        {
            foreach (var address in Socket.OSSupportsIPv6 ? new[] { IPAddress.Loopback, IPAddress.IPv6Loopback } : [IPAddress.Loopback])
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new FormatException(StartTrouble.PortInUse(port, option), taken);
        }
        catch (SocketException denied) when (denied.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new FormatException($"Port {port} may not be used by this user: choose one above 1023 with {option}.", denied);
        }
        catch (SocketException none) when (none.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            // A machine without an IPv6 loopback address; IPv4 was tried before.
        }
    }

    // Only what this program has put there: the folder may be somebody's own.
    private static void Forget(string folder)
    {
        // A tenant that runs alone on this folder has it, and is told of here; it is let go of before it goes.
        var tenant = Path.Combine(folder, "tenant");
        FolderLock.Take(tenant, TenantStore.LockFile).Dispose();
        Directory.Delete(tenant, recursive: true);
        foreach (var file in Directory.EnumerateFiles(folder, "portal.db*"))
        {
            File.Delete(file);
        }
    }
}
