using AdminPortal.LookUp;

namespace AdminPortal.Tests.LookUp;

public sealed class CoveredTests
{
    [Theory]
    [InlineData("ana@example.com", "a•••@example.com")]
    [InlineData("a@example.com", "a•••@example.com")]
    [InlineData("a.very.long.name.indeed@bücher.example", "a•••@bücher.example")]
    [InlineData("@example.com", "•••")]
    [InlineData("nothing", "•••")]
    [InlineData("", "•••")]
    public void An_address_keeps_its_first_letter_and_its_domain(string email, string covered) => Assert.Equal(covered, Covered.Address(email));

    [Theory]
    [InlineData("Ana Horvat", "A. H.")]
    [InlineData("  Ana   Maria  Horvat ", "A. M. H.")]
    [InlineData("E\u0301va", "\u00c9.")]
    [InlineData("😀 Smith", "😀. S.")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_becomes_initials(string? name, string? covered) => Assert.Equal(covered, Covered.Name(name));
}
