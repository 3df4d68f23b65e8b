using Microsoft.AspNetCore.Http.Extensions;

namespace Anomaly.Dashboard.Api.Queries;

/// <summary>Tells where the next page is: <c>Link: &lt;…&amp;cursor=…&gt;; rel="next"</c>, relative to the server.</summary>
internal static class NextLink
{
    public static void Add(HttpContext context, string cursor)
    {
        var query = new QueryBuilder();
        foreach (var (name, values) in context.Request.Query)
        {
            if (!string.Equals(name, "cursor", StringComparison.OrdinalIgnoreCase))
                query.Add(name, values.OfType<string>());
        }

        query.Add("cursor", cursor);
        var address = context.Request.PathBase.Add(context.Request.Path).ToUriComponent() + query.ToQueryString().ToUriComponent();
        context.Response.Headers.Link = $"<{address}>; rel=\"next\"";
    }
}
