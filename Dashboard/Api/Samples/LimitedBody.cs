namespace Anomaly.Dashboard.Api.Samples;

/// <summary>Reads a request's body up to a limit, whatever its content type.</summary>
internal static class LimitedBody
{
    public const int Limit = 1024 * 1024;

    /// <returns>Null where the body is larger than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
            return null;

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (body.Length + read > Limit)
                return null;

            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }
}
