namespace AdminPortal.Audit;

/// <summary>Whether what somebody wanted was done.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Allowed,

    /// <summary>They did not have the right.</summary>
    Refused,
}
