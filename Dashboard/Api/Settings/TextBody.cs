using System.Text;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Api.Samples;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>Reads a request's body as text, whatever its content type.</summary>
internal static class TextBody
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>The text, or what is wrong with it.</returns>
    public static async Task<(string Text, ProblemHttpResult? Problem)> ReadAsync(HttpContext context)
    {
        if (await LimitedBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            return ("", ApiProblem.TooLarge($"The body may have {LimitedBody.Limit} bytes."));
        if (body.Length == 0)
            return ("", Invalid("is empty; send JSON"));

        try
        {
            return (Strict.GetString(body), null);
        }
        catch (DecoderFallbackException)
        {
            return ("", Invalid("is not UTF-8"));
        }
    }

    private static ProblemHttpResult Invalid(string complaint) => ApiProblem.Invalid(new Dictionary<string, string[]> { ["body"] = [complaint] });
}
