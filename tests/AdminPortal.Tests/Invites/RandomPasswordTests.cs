using System.Security.Cryptography;
using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

/// <summary>The first password of an account.</summary>
public class RandomPasswordTests
{
    [Fact]
    public void Every_first_password_passes_the_strictest_policy_of_Auth0()
    {
        using var source = RandomNumberGenerator.Create();
        var passwords = new RandomPassword(source);

        var drawn = Enumerable.Range(0, 2_000).Select(_ => passwords.Next()).ToList();

        Assert.All(drawn, password =>
        {
            Assert.True(password.Length >= 32);
            Assert.Contains(password, char.IsAsciiLetterLower);
            Assert.Contains(password, char.IsAsciiLetterUpper);
            Assert.Contains(password, char.IsAsciiDigit);
            Assert.Contains(password, letter => !char.IsAsciiLetterOrDigit(letter));
            Assert.DoesNotContain(Enumerable.Range(2, password.Length - 2), at => password[at] == password[at - 1] && password[at] == password[at - 2]);
        });
        Assert.Equal(drawn.Count, drawn.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_source_that_repeats_itself_does_not_make_three_of_the_same_in_a_row()
    {
        using var source = new Stuck();

        var password = new RandomPassword(source).Next();

        Assert.DoesNotContain(Enumerable.Range(2, password.Length - 2), at => password[at] == password[at - 1] && password[at] == password[at - 2]);
    }

    // Gives zeros for one whole password, then counts: the first draw has runs, the next has none.
    private sealed class Stuck : RandomNumberGenerator
    {
        private int _drawn;

        public override void GetBytes(byte[] data)
        {
            for (var at = 0; at < data.Length; at++)
            {
                _drawn++;
                data[at] = _drawn < 100 ? (byte)0 : (byte)(_drawn * 37 % 251);
            }
        }
    }
}
