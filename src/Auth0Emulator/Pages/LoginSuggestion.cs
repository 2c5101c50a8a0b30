namespace Auth0Emulator.Pages;

/// <summary>Somebody the login page offers to fill in.</summary>
public sealed record LoginSuggestion(string Email, string Roles, string Link);
