namespace AdminPortal.Setup;

/// <summary>The two mails that one template makes.</summary>
public enum MailFace
{
    /// <summary>To somebody who was invited.</summary>
    Invitation,

    /// <summary>To somebody who asked for a new password.</summary>
    Reset,
}
