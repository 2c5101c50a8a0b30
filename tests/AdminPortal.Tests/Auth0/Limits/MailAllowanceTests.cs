using AdminPortal.Auth0;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Auth0;

/// <summary>Auth0's limit on mails for one address.</summary>
public sealed class MailAllowanceTests
{
    private const string Ana = "ana@example.com";

    private readonly ManualClock _clock = new();

    [Fact]
    public void Ten_mails_for_an_address_then_one_a_minute_and_others_are_not_concerned()
    {
        var allowance = new MailAllowance(_clock);
        for (var mail = 0; mail < 10; mail++)
        {
            Assert.Null(allowance.FreeAt(Ana));
            allowance.Take(Ana);
        }

        var freeAt = Assert.NotNull(allowance.FreeAt(Ana));
        Assert.InRange(freeAt - _clock.Now, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
        Assert.Null(allowance.FreeAt("eve@example.com"));

        _clock.Advance(freeAt - _clock.Now);
        Assert.Null(allowance.FreeAt(Ana));
        allowance.Take(Ana);
        Assert.NotNull(allowance.FreeAt(Ana));
    }

    [Fact]
    public void What_Auth0_says_of_an_address_counts_when_it_is_less()
    {
        var allowance = new MailAllowance(_clock);
        allowance.Take(Ana);

        allowance.Lower(Ana, 1);
        Assert.Null(allowance.FreeAt(Ana));
        allowance.Lower(Ana, 0);
        Assert.NotNull(allowance.FreeAt(Ana));

        allowance.Close("eve@example.com", _clock.Now + TimeSpan.FromSeconds(30));
        Assert.Equal(_clock.Now + TimeSpan.FromSeconds(30), allowance.FreeAt("eve@example.com"));
    }

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory_and_the_emptiest_are_remembered()
    {
        var allowance = new MailAllowance(_clock);
        for (var mail = 0; mail < 10; mail++)
        {
            allowance.Take(Ana);
        }

        for (var address = 0; address < 50_000; address++)
        {
            allowance.Take($"person{address}@example.com");
        }

        Assert.InRange(allowance.Remembered, 1, 10_000);
        Assert.NotNull(allowance.FreeAt(Ana));
    }
}
