namespace AdminPortal.Tests.Matrix;

/// <summary>What a use case answered, as far as rights go.</summary>
public enum Verdict
{
    /// <summary>It did what it does, or said why its own rules don't allow it.</summary>
    Done,

    /// <summary>The person does not have the right.</summary>
    Refused,

    /// <summary>There is no such thing, as far as this person may know.</summary>
    NotFound,
}
