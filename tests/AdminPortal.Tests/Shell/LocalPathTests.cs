using AdminPortal.Shell;

namespace AdminPortal.Tests.Shell;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/invites?q=a%20b&size=50")]
    public void A_path_of_this_portal_is_followed(string address) => Assert.Equal(address, LocalPath.Or(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("invites")]
    [InlineData("/\t/evil.example")]
    [InlineData("/ok\r\nSet-Cookie: a=b")]
    public void Anything_else_leads_home(string? address) => Assert.Equal("/", LocalPath.Or(address));
}
