using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Looks at the tenant again, or fetches a fresh Management token first, because a person asks for it.</summary>
public sealed class CheckTenant(CurrentPerson person, SetupChecks checks, ManagementTokenCache tokens)
{
    /// <summary>Whether the person may, and then what was found.</summary>
    public async Task<CheckTenantOutcome> HandleAsync(bool renewToken, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.SeeTenantProblems, "setup", cancellationToken) is null)
        {
            return new CheckTenantOutcome.NotAllowed();
        }

        using var lane = CallLane.Interactive.Enter();
        var renewal = renewToken ? await tokens.RenewAsync(cancellationToken) : null;
        var report = await checks.LookAfreshAsync(cancellationToken);
        return new CheckTenantOutcome.Looked(report, renewal?.Match<string?>(_ => null, it => it.Message, it => it.Reason));
    }

    /// <summary>What was last found; null when the person may not see it.</summary>
    public async Task<SetupReport?> ReadAsync(CancellationToken cancellationToken = default) =>
        await person.WhoMayAsync(Right.SeeTenantProblems, "setup", cancellationToken) is null ? null : checks.Report;
}

/// <summary>What came of looking again.</summary>
public abstract record CheckTenantOutcome
{
    private CheckTenantOutcome()
    {
    }

    /// <summary>This was found; <paramref name="TokenProblem"/> says why there is no fresh token, when one was asked for.</summary>
    public sealed record Looked(SetupReport Report, string? TokenProblem) : CheckTenantOutcome;

    /// <summary>The person may not see what is wrong with the tenant.</summary>
    public sealed record NotAllowed : CheckTenantOutcome;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<Looked, TOut> looked, Func<NotAllowed, TOut> notAllowed) => this switch
    {
        Looked it => looked(it),
        NotAllowed it => notAllowed(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(CheckTenantOutcome)}."),
    };
}
