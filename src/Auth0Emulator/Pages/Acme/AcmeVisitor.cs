namespace Auth0Emulator.Pages.Acme;

/// <summary>Somebody signed in to the sample application, as their ID token told.</summary>
public sealed record AcmeVisitor(string Subject, string Email, string Name, bool EmailVerified);
