using AdminPortal.Shell;

namespace AdminPortal.Tests.Shell;

public sealed class ShellPartsTests
{
    [Theory]
    [InlineData("/invites", true)]
    [InlineData("/invites/0199c2d3-8f5e-7abc-91b2-7f4100000000", true)]
    [InlineData("/invitesx", false)]
    [InlineData("/", false)]
    public void A_place_holds_its_own_pages(string path, bool holds) => Assert.Equal(holds, new Place("/invites", "Invitations", "letter").Holds(path));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/invites", false)]
    public void Home_is_only_the_front_page(string path, bool holds) => Assert.Equal(holds, new Place("/", "Home", "home", Exact: true).Holds(path));

    [Theory]
    [InlineData("ftp://x.example", "Portal:PublicUrl")]
    [InlineData("invite.example.com", "Portal:PublicUrl")]
    public void A_public_address_that_is_none_is_told_with_its_cure(string url, string key)
    {
        var answer = new PortalOptionsValidator().Validate(null, new PortalOptions { PublicUrl = url });
        Assert.True(answer.Failed);
        Assert.Contains(key, answer.FailureMessage);
        Assert.Contains(url, answer.FailureMessage);
    }
}
