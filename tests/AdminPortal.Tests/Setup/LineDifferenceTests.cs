using AdminPortal.Setup;

namespace AdminPortal.Tests.Setup;

public sealed class LineDifferenceTests
{
    [Fact]
    public void Equal_texts_have_no_difference_whatever_their_line_ends() => Assert.Empty(LineDifference.Of("a\r\nb", "a\nb"));

    [Fact]
    public void Changed_lines_stand_with_two_unchanged_ones_around_them_and_the_rest_is_counted()
    {
        var lines = LineDifference.Of("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9");

        Assert.Equal(["2 lines are the same", "3", "4", "5", "five", "6", "7", "2 lines are the same"], lines.Select(line => line.Text));
        Assert.Equal(
            [LineChange.Left, LineChange.Same, LineChange.Same, LineChange.Gone, LineChange.New, LineChange.Same, LineChange.Same, LineChange.Left],
            lines.Select(line => line.Change));
    }

    [Fact]
    public void A_first_text_is_all_new() => Assert.All(LineDifference.Of("", "a\nb"), line => Assert.Equal(LineChange.New, line.Change));

    [Fact]
    public void Two_long_texts_without_a_common_line_are_told_as_replaced()
    {
        var lines = LineDifference.Of(Many("old"), Many("new"));

        Assert.Equal(3000, lines.Count(line => line.Change == LineChange.Gone));
        Assert.Equal(3000, lines.Count(line => line.Change == LineChange.New));
    }

    private static string Many(string word) => string.Join('\n', Enumerable.Range(0, 3000).Select(number => $"{word} {number}"));
}
