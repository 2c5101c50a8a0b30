using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>What is wrong with one field of the template.</summary>
public sealed partial class EmailProblems
{
    /// <summary>The field.</summary>
    [Parameter, EditorRequired]
    public EmailField Field { get; set; }

    /// <summary>Everything that is wrong with the template.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<EmailProblem> Problems { get; set; } = [];
}
