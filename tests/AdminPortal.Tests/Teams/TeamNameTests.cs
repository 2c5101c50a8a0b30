using AdminPortal.Teams;

namespace AdminPortal.Tests.Teams;

public sealed class TeamNameTests
{
    [Theory]
    [InlineData("Field sales")]
    [InlineData("F")]
    [InlineData("  Field   sales  ")]
    [InlineData("Kundendienst Süd & Öl (2)")]
    [InlineData("営業部")]
    [InlineData("Field\u00A0sales")]
    public void A_name_that_can_be_read_is_taken(string name) => Assert.Null(TeamNameValidator.WhyNotNamed(name));

    [Theory]
    [InlineData(null, "Enter a name.")]
    [InlineData("", "Enter a name.")]
    [InlineData(" \t\n ", "Enter a name.")]
    [InlineData("Field\nsales", "The name contains a line break.")]
    [InlineData("Field\tsales", "The name contains a control character.")]
    [InlineData("Field\u0000sales", "The name contains a NUL character.")]
    [InlineData("Field\u200Bsales", "The name contains a character that can't be seen.")]
    [InlineData("Field\u202Esales", "The name contains a hidden mark that changes the direction of text.")]
    [InlineData("\u3164", "The name contains a character that looks like a blank and is none.")]
    [InlineData("Field\u2800sales", "The name contains a character that looks like a blank and is none.")]
    public void One_that_can_not_be_is_refused_with_a_sentence(string? name, string why) => Assert.Equal(why, TeamNameValidator.WhyNotNamed(name));

    [Fact]
    public void Half_a_character_is_refused_and_breaks_nothing() =>
        Assert.Equal("The name contains a character that could not be read.", TeamNameValidator.WhyNotNamed("Field \uD83D sales"));

    [Fact]
    public void Sixty_characters_fit_and_one_more_does_not()
    {
        Assert.Null(TeamNameValidator.WhyNotNamed(new string('x', 60) + "   "));
        Assert.Equal("The name has 61 characters; at most 60 fit.", TeamNameValidator.WhyNotNamed(new string('x', 61)));
    }

    [Theory]
    [InlineData("Field sales", "FIELD  Sales ")]
    [InlineData("Café", "cafe\u0301")]
    [InlineData("Field sales", "field\u00A0sales")]
    public void Names_that_read_the_same_compare_the_same(string one, string other) => Assert.Equal(Team.KeyOf(one), Team.KeyOf(other));
}
