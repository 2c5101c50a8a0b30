using AdminPortal.Shell;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

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
    [InlineData("ftp://x.example", "Development")]
    [InlineData("invite.example.com", "Development")]
    [InlineData("https://x.example/portal", "Development")]
    [InlineData("https://me@x.example", "Development")]
    [InlineData("http://invite.example.com", "Production")]
    public void A_public_address_that_does_not_work_is_told_with_its_cure(string url, string environment)
    {
        var answer = Check(url, environment);
        Assert.True(answer.Failed);
        Assert.Contains("Portal:PublicUrl", answer.FailureMessage);
        Assert.Contains(url, answer.FailureMessage);
    }

    [Theory]
    [InlineData("", "Production")]
    [InlineData("https://invite.example.com", "Production")]
    [InlineData("https://invite.example.com/", "Production")]
    [InlineData("https://invite.example.com:8443", "Production")]
    [InlineData("http://localhost:5080", "Development")]
    public void A_public_address_that_works_is_taken(string url, string environment) => Assert.True(Check(url, environment).Succeeded);

    private static ValidateOptionsResult Check(string url, string environment) =>
        new PortalOptionsValidator(new HostingEnvironment { EnvironmentName = environment }).Validate(null, new PortalOptions { PublicUrl = url });
}
