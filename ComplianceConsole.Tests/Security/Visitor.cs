using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>A browser as far as HTTP goes: it keeps cookies, sends its origin with a form, and follows redirects only when told to.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _client;

    public HttpClient Http =>
        _client ??= new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = _cookies,
                UseProxy = false,
            }
        );

    /// <summary>The cookies the visitor would send, as a header.</summary>
    public string CookiesOf(Uri site) => _cookies.GetCookieHeader(site);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(address, path));

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>Whether the visitor is signed in: a page asked for is shown, or leads to the sign-in.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var response = await GetAsync("/");
        return response.StatusCode != HttpStatusCode.Redirect;
    }

    /// <summary>Sends a form as a page of an origin would.</summary>
    public Task<HttpResponseMessage> PostFromAsync(string? origin, Uri target, IEnumerable<(string Name, string Value)> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }
        return Http.SendAsync(request);
    }

    /// <summary>Sends a form as a page of the site itself would.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostFromAsync(address.GetLeftPart(UriPartial.Authority), new Uri(address, path), fields);

    /// <summary>Goes where a response leads until a page is shown.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        for (var hops = 0; response.Headers.Location is { } target; hops++)
        {
            Assert.True(hops < 10, "The redirects do not end.");
            var next = new Uri(response.RequestMessage!.RequestUri!, target);
            response.Dispose();
            response = await Http.GetAsync(next);
        }
        return response;
    }

    /// <summary>Signs in as one of the demonstration's people and returns the page that is shown then.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string personId, string start = "/sign-in")
    {
        using var page = await FollowAsync(await GetAsync(start));
        var html = await page.Content.ReadAsStringAsync();
        var fields = HiddenFieldsOf(html).Append(("person", personId));
        var target = new Uri(page.RequestMessage!.RequestUri!, "/demo/authorize");
        var origin = target.GetLeftPart(UriPartial.Authority);
        return await FollowAsync(await PostFromAsync(origin, target, fields));
    }

    /// <summary>What a form carries along unseen.</summary>
    public static IEnumerable<(string Name, string Value)> HiddenFieldsOf(string html) =>
        HiddenField()
            .Matches(html)
            .Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));

    public void Dispose() => _client?.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();
}
