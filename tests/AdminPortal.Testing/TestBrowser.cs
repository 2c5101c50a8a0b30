using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Auth0Emulator;
using Xunit.Sdk;

namespace AdminPortal.Testing;

/// <summary>A browser without scripts: keeps cookies, follows redirects between portal and tenant, finds fields by their label and presses buttons.</summary>
public sealed class TestBrowser : IDisposable
{
    private const int MostRedirects = 20;
    private readonly CookieContainer _cookies = new();
    private readonly HttpMessageInvoker? _portal;
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>A browser whose home is <paramref name="home"/>, served by <paramref name="inProcess"/> when that is given.</summary>
    public TestBrowser(Uri home, HttpMessageHandler? inProcess = null)
    {
        Home = home;
        _portal = inProcess is null ? null : new HttpMessageInvoker(inProcess);
    }

    /// <summary>Where relative addresses start.</summary>
    public Uri Home { get; }

    /// <summary>Its cookies; as in every browser they don't tell ports apart.</summary>
    public CookieContainer Cookies => _cookies;

    /// <summary>Opens an address and follows redirects.</summary>
    public Task<TestPage> GoToAsync(string address) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, Absolute(address)));

    /// <summary>Sends one request with this browser's cookies and follows no redirect.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri = Absolute(request.RequestUri?.OriginalString ?? "");
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        }

        var to = _portal is not null && address.Authority == Home.Authority ? _portal : _network;
        var response = await to.SendAsync(request, CancellationToken.None);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                _cookies.SetCookies(address, OnOurTime(cookie));
            }
        }

        return response;
    }

    /// <summary>Fills in the form that holds a button of this name and presses it; fields are found by their label, or by name.</summary>
    public Task<TestPage> SubmitAsync(TestPage page, string button, params (string Field, string Value)[] entries)
    {
        ArgumentNullException.ThrowIfNull(page);
        var pressed = page.Document.QuerySelectorAll("button, input[type=submit]").OfType<IHtmlElement>()
            .FirstOrDefault(element => Words(element is IHtmlInputElement input ? input.Value : element.GetAttribute("aria-label") ?? element.TextContent) == button)
            ?? throw new XunitException($"No button \"{button}\" on {page.Address}:\n{page.Html}");
        var form = (IHtmlFormElement?)pressed.Closest("form") ?? throw new XunitException($"The button \"{button}\" on {page.Address} stands in no form.");
        var fields = Values(form, pressed);
        foreach (var (field, value) in entries)
        {
            var name = NameOf(form, field) ?? throw new XunitException($"No field \"{field}\" on {page.Address}:\n{page.Html}");
            fields.RemoveAll(pair => pair.Key == name);
            fields.Add(new(name, value));
        }

        var action = new Uri(page.Address, form.GetAttribute("action") is { Length: > 0 } target ? target : page.Address.PathAndQuery);
        if (string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
        {
            var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.TryAddWithoutValidation("Origin", page.Address.GetLeftPart(UriPartial.Authority));
            return FollowAsync(request);
        }

        var query = string.Join('&', fields.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return FollowAsync(new HttpRequestMessage(HttpMethod.Get, new UriBuilder(action) { Query = query }.Uri));
    }

    /// <summary>Signs in through the tenant's login page; ends where the portal leads.</summary>
    public async Task<TestPage> SignInAsync(string email, string password = TenantSeed.Password, string from = "/signin")
        => await SubmitAsync(await GoToAsync(from), "Continue", ("Email address", email), ("Password", password));

    /// <summary>Opens the link of an invitation mail and sets the password, as the invitee does.</summary>
    public async Task<TestPage> SetPasswordAsync(string link, string password)
        => await SubmitAsync(await GoToAsync(link), "Reset password", ("New password", password), ("Re-enter new password", password));

    /// <summary>Asks the tenant for a new password, as somebody does who has forgotten theirs or never had one.</summary>
    public async Task<TestPage> ForgetPasswordAsync(string email)
    {
        var login = await GoToAsync("/signin");
        return await SubmitAsync(await GoToAsync(login.Link("Forgot password?")), "Continue", ("Email address", email));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _portal?.Dispose();
        _network.Dispose();
    }

    private async Task<TestPage> FollowAsync(HttpRequestMessage request)
    {
        for (var hop = 0; hop < MostRedirects; hop++)
        {
            using var response = await SendAsync(request);
            var address = request.RequestUri!;
            if (response.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect) || response.Headers.Location is null)
            {
                var html = await response.Content.ReadAsStringAsync();
                return new TestPage(response.StatusCode, address, html, new HtmlParser().ParseDocument(html), response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
            }

            var next = new HttpRequestMessage(response.StatusCode is HttpStatusCode.TemporaryRedirect ? request.Method : HttpMethod.Get, new Uri(address, response.Headers.Location));
            next.Content = response.StatusCode is HttpStatusCode.TemporaryRedirect ? request.Content : null;
            request = next;
        }

        throw new XunitException($"More than {MostRedirects} redirects, the last to {request.RequestUri}.");
    }

    // The container holds expiry against the machine's clock, the portal's may be a manual one: keep what is set, drop what is deleted.
    private static string OnOurTime(string cookie) => cookie.Contains(" 1970 ", StringComparison.Ordinal)
        ? cookie
        : string.Join(';', cookie.Split(';').Where(part => !part.TrimStart().StartsWith("expires=", StringComparison.OrdinalIgnoreCase)));

    private Uri Absolute(string address) => new(Home, address);

    private static List<KeyValuePair<string, string>> Values(IHtmlFormElement form, IHtmlElement pressed)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var field in form.Elements)
        {
            switch (field)
            {
                case IHtmlInputElement { Name.Length: > 0, IsDisabled: false, Type: not ("submit" or "button" or "image" or "reset") } input
                    when input.Type is not ("checkbox" or "radio") || input.IsChecked:
                    values.Add(new(input.Name, input.Value));
                    break;
                case IHtmlSelectElement { Name.Length: > 0, Value: not null } select:
                    values.Add(new(select.Name, select.Value));
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    values.Add(new(area.Name, area.Value));
                    break;
            }
        }

        if (pressed.GetAttribute("name") is { Length: > 0 } name)
        {
            values.Add(new(name, pressed.GetAttribute("value") ?? ""));
        }

        return values;
    }

    private static string? NameOf(IHtmlFormElement form, string field)
    {
        var label = form.QuerySelectorAll("label").OfType<IHtmlLabelElement>().FirstOrDefault(label => Words(label.TextContent) == field);
        var control = label?.Control
            ?? label?.QuerySelector("input, select, textarea")
            ?? form.Elements.FirstOrDefault(element => element.GetAttribute("aria-label") == field || element.GetAttribute("name") == field);
        return control?.GetAttribute("name");
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Where a <see cref="TestBrowser"/> has come to.</summary>
public sealed record TestPage(HttpStatusCode Status, Uri Address, string Html, IHtmlDocument Document, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The words a person reads, in one line.</summary>
    public string Words => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The main heading.</summary>
    public string? Heading => Document.QuerySelector("h1")?.TextContent.Trim();

    /// <summary>Where the link with this name leads.</summary>
    public string Link(string name) => new Uri(Address, Document.QuerySelectorAll("a").Single(link => link.TextContent.Trim() == name).GetAttribute("href")!).ToString();
}
