using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>The web front with keys.</summary>
public sealed class GuardedFrontFixture : WebFrontFixture
{
    internal TestKeys Keys { get; } = new();

    private protected override FrontSettings Web => new() { ApiKeys = Keys.Settings, RequestsPerSecond = 0 };

    private protected override string Key => Keys.Of(Role.Admin);

    /// <summary>Sends a request with a key in the header, or without one.</summary>
    internal async Task<HttpResponseMessage> SendAsync(string method, string address, string? key, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address + address);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        if (body is not null)
            request.Content = new StringContent(body);

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
