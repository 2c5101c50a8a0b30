using System.Globalization;
using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SignIn;

/// <summary>Who is signed in, and as what at this moment.</summary>
public sealed partial class PersonCard : IDisposable
{
    private Person? _person;

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required PortalRoleMembers Members { get; init; }

    /// <inheritdoc />
    public void Dispose() => Members.Changed -= OnMembersChanged;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Members.Changed += OnMembersChanged;
        }

        _person = await CurrentPerson.FindAsync();
    }

    private void OnMembersChanged() => _ = InvokeAsync(async () =>
    {
        try
        {
            // Whose session is over stays named until the page is left.
            _person = await CurrentPerson.FindAsync() ?? _person;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The next change, or the next page, tells.
        }

        StateHasChanged();
    });

    // "Mira Kovač" → "MK"; of an address only its first letter.
    private static string Initials(string name)
    {
        var words = name.Split('@')[0].Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Length > 1 ? new[] { words[0], words[^1] } : words;
        return string.Concat(letters.Select(word => StringInfo.GetNextTextElement(word))).ToUpperInvariant();
    }
}
