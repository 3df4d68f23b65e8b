using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Tests.Contract;

/// <summary>Fails where an answer is not what the description promises. Streams are left to their tests.</summary>
internal sealed class ContractHandler(OpenApiContract contract) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (mediaType is "text/event-stream" or "text/html")
            return response;

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var status = (int)response.StatusCode;
        if (contract.Template(request.RequestUri!.AbsolutePath) is { } template)
        {
            var errors = contract.Check(request.Method.Method, template, status, mediaType, body);
            Assert.True(errors.Count == 0, $"{request.Method} {request.RequestUri} {status}\n{body}\n{string.Join('\n', errors)}");
        }

        if (status >= 400 && mediaType == "application/problem+json")
            Assert.Equal(status, JsonNode.Parse(body)!["status"]!.GetValue<int>());
        else if (status >= 400)
            Assert.True(request.RequestUri.AbsolutePath == "/readyz", $"{status} of {request.RequestUri} is no problem details but {mediaType}");

        return response;
    }
}
