namespace Anomaly.Notifications.Messages;

/// <summary>Addresses of the dashboard's pages, as messages name them.</summary>
internal static class Links
{
    /// <summary>Longer ones are left out of messages, for a cut address leads nowhere.</summary>
    private const int MaxBase = 300;

    /// <summary>The page of an incident: <c>{ExternalUrl}/ui/incidents/{id}</c>; null where the dashboard's address is not known.</summary>
    public static string? Incident(Uri? externalUrl, Guid id) => Page(externalUrl, $"/ui/incidents/{id}");

    /// <summary>The page of an anomaly: <c>{ExternalUrl}/ui/anomalies/{id}</c>.</summary>
    public static string? Anomaly(Uri? externalUrl, Guid id) => Page(externalUrl, $"/ui/anomalies/{id}");

    /// <summary>The list of incidents.</summary>
    public static string? Incidents(Uri? externalUrl) => Page(externalUrl, "/ui/incidents");

    /// <summary>The dashboard's address without a slash at its end.</summary>
    public static string? Base(Uri? externalUrl) => Page(externalUrl, "");

    private static string? Page(Uri? externalUrl, string path)
    {
        if (externalUrl is not { IsAbsoluteUri: true } || externalUrl.Scheme != Uri.UriSchemeHttp && externalUrl.Scheme != Uri.UriSchemeHttps)
            return null;

        var start = externalUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return start.Length > MaxBase ? null : start + path;
    }
}
