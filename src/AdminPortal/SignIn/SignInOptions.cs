namespace AdminPortal.SignIn;

/// <summary>Who may sign in and for how long.</summary>
public sealed class SignInOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "SignIn";

    /// <summary>The Auth0 role whose holders are company admins.</summary>
    public string AdminRole { get; set; } = "Portal Admin";

    /// <summary>A verified address that is admin while nobody holds the role; empty for none.</summary>
    public string FirstAdmin { get; set; } = "";

    /// <summary>A session ends after this long without activity.</summary>
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>A session ends after this long whatever happens.</summary>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromHours(12);
}
