using AdminPortal.Invites;

namespace AdminPortal.Tests.Invites;

/// <summary>The address corpus: one canonical form, equal to Auth0's; what could be read differently by somebody is refused.</summary>
public class EmailAddressTests
{
    [Theory]
    [InlineData("ana@example.com", "ana@example.com")]
    [InlineData("Ana@Example.COM", "ana@example.com")]
    [InlineData("  ana@example.com \t", "ana@example.com")]
    [InlineData("\u00A0ana@example.com\u2003", "ana@example.com")]
    [InlineData("ANA@EXAMPLE.COM", "ana@example.com")]
    [InlineData("IRIS@EXAMPLE.COM", "iris@example.com")]
    [InlineData("ana+portal@example.com", "ana+portal@example.com")]
    [InlineData("a.n.a@example.com", "a.n.a@example.com")]
    [InlineData("o'brien@example.ie", "o'brien@example.ie")]
    [InlineData("x_y-z=1@example.com", "x_y-z=1@example.com")]
    [InlineData("a!#$%&'*/?^`{|}~b@example.com", "a!#$%&'*/?^`{|}~b@example.com")]
    [InlineData("1@2.de", "1@2.de")]
    [InlineData("ana@sub.dept.example.co.uk", "ana@sub.dept.example.co.uk")]
    [InlineData("ana@ex-ample.com", "ana@ex-ample.com")]
    [InlineData("ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@BÜCHER.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@bu\u0308cher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@XN--BCHER-KVA.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@пример.рф", "ana@xn--e1afmkfd.xn--p1ai")]
    [InlineData("ana@例え.jp", "ana@xn--r8jz45g.jp")]
    [InlineData("ana@ｅｘａｍｐｌｅ.com", "ana@example.com")]
    [InlineData("ana@example。com", "ana@example.com")]
    [InlineData("ana@παράδειγμα.gr", "ana@xn--hxajbheg2az3al.gr")]
    [InlineData("ana@한국.kr", "ana@xn--3e0b707e.kr")]
    public void Every_spelling_of_an_address_has_one_form(string entry, string key)
    {
        var (address, why) = EmailAddress.Read(entry);

        Assert.Null(why);
        Assert.Equal(key, address!.Key);
    }

    [Theory]
    [InlineData("ana@example.com", "ana+1@example.com")]
    [InlineData("ana@example.com", "a.na@example.com")]
    [InlineData("ana+1@example.com", "ana+2@example.com")]
    [InlineData("ana@example.com", "ana@mail.example.com")]
    [InlineData("ana@bücher.example", "ana@bucher.example")]
    public void Tags_and_dots_and_umlauts_stay_distinct(string one, string other) =>
        Assert.NotEqual(EmailAddress.Read(one).Address!.Key, EmailAddress.Read(other).Address!.Key);

    [Theory]
    [InlineData("", "no address")]
    [InlineData("   ", "no address")]
    [InlineData(null, "no address")]
    [InlineData("ana", "no @")]
    [InlineData("ana.example.com", "no @")]
    [InlineData("@example.com", "nothing before the @")]
    [InlineData("ana@", "nothing after the @")]
    [InlineData("ana@example", "no complete domain")]
    [InlineData("ana@localhost", "no complete domain")]
    [InlineData("ana@@example.com", "more than one @")]
    [InlineData("a@x@example.com", "more than one @")]
    [InlineData("a@x.com,b@y.com", "more than one address")]
    [InlineData("a@x.com;b@y.com", "more than one address")]
    [InlineData("a@x.com b@y.com", "more than one @")]
    [InlineData("an a@example.com", "a space in it")]
    [InlineData("ana@exam ple.com", "a space in it")]
    [InlineData("ana@example.com\r\nBcc: eve@example.com", "a line break")]
    [InlineData("ana@example.com\nX: y", "a line break")]
    [InlineData("ana\r@example.com", "a line break")]
    [InlineData("ana\u2028@example.com", "a line break")]
    [InlineData("ana\0@example.com", "a NUL character")]
    [InlineData("ana@example.com\0.evil.com", "a NUL character")]
    [InlineData("an\ta@example.com", "a control character")]
    [InlineData("an\u0007a@example.com", "a control character")]
    [InlineData("an\u200Ba@example.com", "can't be seen")]
    [InlineData("ana@exa\u200Dmple.com", "can't be seen")]
    [InlineData("ana@exa\u00ADmple.com", "can't be seen")]
    [InlineData("\uFEFFana@example.com", "can't be seen")]
    [InlineData("ana\u202Emoc.elpmaxe@x.com", "direction of text")]
    [InlineData("\u200Fana@example.com", "direction of text")]
    [InlineData("ana\u2066@example.com", "direction of text")]
    [InlineData("ana\uD800@example.com", "could not be read")]
    [InlineData("\"ana smith\"@example.com", "quoted part")]
    [InlineData("\"a@b\"@example.com", "quoted part")]
    [InlineData("jürgen@example.com", "outside the English alphabet")]
    [InlineData("mıke@example.org", "outside the English alphabet")]
    [InlineData("mİke@example.org", "outside the English alphabet")]
    [InlineData("\u212Aana@example.org", "outside the English alphabet")]
    [InlineData("аna@example.com", "outside the English alphabet")]
    [InlineData("ana(work)@example.com", "“(” can't stand before the @")]
    [InlineData("ana:x@example.com", "“:” can't stand before the @")]
    [InlineData("a\\b@example.com", "can't stand before the @")]
    [InlineData("<ana@example.com", "“<” can't stand before the @")]
    [InlineData(".ana@example.com", "a dot too many")]
    [InlineData("ana.@example.com", "a dot too many")]
    [InlineData("a..na@example.com", "a dot too many")]
    [InlineData("ana@.example.com", "is not a domain name")]
    [InlineData("ana@example..com", "is not a domain name")]
    [InlineData("ana@example.com.", "is not a domain name")]
    [InlineData("ana@-example.com", "is not a domain name")]
    [InlineData("ana@example-.com", "is not a domain name")]
    [InlineData("ana@exa_mple.com", "is not a domain name")]
    [InlineData("ana@example.c", "is not a domain name")]
    [InlineData("ana@example.123", "is not a domain name")]
    [InlineData("ana@192.168.0.1", "is not a domain name")]
    [InlineData("ana@[192.168.0.1]", "not a number of a machine")]
    [InlineData("ana@xn--zzzzzzzz-.com", "is not a domain name")]
    [InlineData("ana@exаmple.com", "different scripts")]
    [InlineData("ana@gοogle.com", "different scripts")]
    [InlineData("ana@xn--exmple-4nf.com", "different scripts")]
    public void What_somebody_could_read_differently_is_refused_with_a_sentence(string? entry, string because)
    {
        var (address, why) = EmailAddress.Read(entry);

        Assert.Null(address);
        Assert.Contains(because, why, StringComparison.Ordinal);
        Assert.EndsWith(".", why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_address_is_taken_and_one_letter_more_is_not()
    {
        var local = new string('a', 64);
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 3)) + ".exa";

        Assert.Equal(EmailAddress.MaxLength - 3, $"{local}@{domain}".Length + 0);
        Assert.NotNull(EmailAddress.Read($"{local}@{domain}.de"[..EmailAddress.MaxLength]).Address);
        Assert.Contains("longer than 64", EmailAddress.Read($"a{local}@example.com").Why, StringComparison.Ordinal);
        Assert.Contains("longer than 254", EmailAddress.Read($"{local}@{domain}.deeper").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_in_another_script_is_pointed_out()
    {
        var (address, _) = EmailAddress.Read("ana@аррӏе.com");

        Assert.Equal("ana@аррӏе.com", address!.Display);
        Assert.Contains("xn--", address.Notice, StringComparison.Ordinal);
        Assert.Null(EmailAddress.Read("ana@apple.com").Address!.Notice);
    }

    [Fact]
    public void The_form_does_not_depend_on_the_machines_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");

            Assert.Equal("iris@example.com", EmailAddress.Read("IRIS@EXAMPLE.COM").Address!.Key);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("Ana Horvat <ana@example.com>", "Ana Horvat")]
    [InlineData("\"Horvat, Ana\" <Ana@example.com>", "Horvat, Ana")]
    [InlineData("  Jürgen O'Neil-Smith III. < ana@example.com >", "Jürgen O'Neil-Smith III.")]
    [InlineData("J.R. Smith <ana@example.com>", "J.R. Smith")]
    [InlineData("Dr.med. Huber <ana@example.com>", "Dr.med. Huber")]
    [InlineData("山田太郎 <ana@example.com>", "山田太郎")]
    [InlineData("<ana@example.com>", null)]
    [InlineData("ana@example.com", null)]
    [InlineData("\"\" <ana@example.com>", null)]
    [InlineData("ana@example.com <Ana@example.com>", null)]
    public void A_name_before_the_address_is_understood(string text, string? name)
    {
        var entry = InviteEntry.Read(text);

        Assert.Null(entry.Why);
        Assert.Equal("ana@example.com", entry.Address!.Key);
        Assert.Equal(name, entry.Name);
    }

    [Theory]
    [InlineData("Visit https://evil.example <ana@example.com>", "web or mail address")]
    [InlineData("www.evil.com <ana@example.com>", "web or mail address")]
    [InlineData("Ana evil.com <ana@example.com>", "web or mail address")]
    [InlineData("evil.zone/login <ana@example.com>", "web or mail address")]
    [InlineData("javascript:alert(1) <ana@example.com>", "web or mail address")]
    [InlineData("boss@corp.com <ana@example.com>", "web or mail address")]
    [InlineData("{{ user.email }} <ana@example.com>", "can't contain")]
    [InlineData("Ana\r\nBcc: eve@example.com <ana@example.com>", "a line break")]
    [InlineData("Ana\u202E <ana@example.com>", "direction of text")]
    [InlineData("Ana\u200B <ana@example.com>", "can't be seen")]
    [InlineData("ana@example.com>", "a > without a <")]
    public void A_name_that_could_be_a_trap_is_refused(string text, string because)
    {
        var entry = InviteEntry.Read(text);

        Assert.Null(entry.Address);
        Assert.Contains(because, entry.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b>Ana</b> <ana@example.com>")]
    [InlineData("<script>alert(1)</script> <ana@example.com>")]
    [InlineData("Ana <img src=x> <ana@example.com>")]
    public void A_name_with_markup_is_refused(string text) => Assert.NotNull(InviteEntry.Read(text).Why);

    [Fact]
    public void A_name_that_is_too_long_is_refused()
    {
        Assert.Null(InviteEntry.Read($"{new string('n', 100)} <ana@example.com>").Why);
        Assert.Contains("longer than 100", InviteEntry.Read($"{new string('n', 101)} <ana@example.com>").Why, StringComparison.Ordinal);
        Assert.Contains("longer than 500", InviteEntry.Read(new string('x', 5_000_000)).Why, StringComparison.Ordinal);
    }
}
