using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>Is the tenant as invitations need it: every check, its meaning, its cure, and what put it right.</summary>
public sealed partial class SetupPage
{
    /// <summary>Where it is.</summary>
    public const string Address = "/setup";

    [SupplyParameterFromQuery]
    private string? Fix { get; set; }
}
