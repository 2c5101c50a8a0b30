using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SignIn;

/// <summary>Who is signed in, and as what.</summary>
public sealed partial class PersonCard
{
    private Person? _person;

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _person = await CurrentPerson.FindAsync();

    // "Mira Kovač" → "MK"; of an address only its first letter.
    private static string Initials(string name)
    {
        var words = name.Split('@')[0].Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Length > 1 ? new[] { words[0], words[^1] } : words;
        return string.Concat(letters.Select(word => StringInfo.GetNextTextElement(word))).ToUpperInvariant();
    }
}
