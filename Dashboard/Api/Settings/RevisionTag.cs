using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>The revision of the settings as an entity tag.</summary>
internal static class RevisionTag
{
    /// <summary>No settings are of it.</summary>
    private const long Never = -1;

    public static void Set(HttpContext context, long revision) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>The revision that the settings must have by <c>If-Match</c>; null where any will do.</summary>
    public static long? Expected(HttpContext context)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
            return null;

        // One that is not from here, or a choice of several, is of nothing that there is.
        return context.Request.GetTypedHeaders().IfMatch is [var tag]
            ? tag.Equals(EntityTagHeaderValue.Any) ? null : Read(tag)
            : Never;
    }

    private static long Read(EntityTagHeaderValue tag) =>
        !tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : Never;
}
