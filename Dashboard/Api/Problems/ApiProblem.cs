using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Anomaly.Dashboard.Api.Problems;

/// <summary>Errors as RFC 9457 problem details.</summary>
internal static class ApiProblem
{
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors, string? detail = null)
    {
        // A field whose name is empty is named all the same.
        var named = errors.ContainsKey("") ? errors.ToDictionary(error => error.Key.Length == 0 ? "\"\"" : error.Key, error => error.Value) : errors;
        return Create(StatusCodes.Status400BadRequest, "The request is not valid.", detail ?? Summary(named), named);
    }

    public static ProblemHttpResult Unauthorized(string detail) =>
        Create(StatusCodes.Status401Unauthorized, "It is not known who asks.", detail);

    public static ProblemHttpResult Forbidden(string detail) =>
        Create(StatusCodes.Status403Forbidden, "Not allowed.", detail);

    public static ProblemHttpResult Misdirected(string detail) =>
        Create(StatusCodes.Status421MisdirectedRequest, "The request is for another host.", detail, type: "https://tools.ietf.org/html/rfc9110#section-15.5.20");

    public static ProblemHttpResult NotFound(string detail) =>
        Create(StatusCodes.Status404NotFound, "Not found.", detail);

    public static ProblemHttpResult SeriesNotFound(string id) =>
        NotFound($"There is no series '{id}'. An id is one segment of the address: percent-encode what is special in it, a / as %2F.");

    public static ProblemHttpResult Conflict(string detail) =>
        Create(StatusCodes.Status409Conflict, "It cannot be done as things are.", detail);

    public static ProblemHttpResult PreconditionFailed(string detail) =>
        Create(StatusCodes.Status412PreconditionFailed, "A condition of the request does not hold.", detail);

    public static ProblemHttpResult NotAcceptable(string detail) =>
        Create(StatusCodes.Status406NotAcceptable, "None of the accepted formats is served.", detail);

    public static ProblemHttpResult TooLarge(string detail) =>
        Create(StatusCodes.Status413PayloadTooLarge, "The body is too large.", detail);

    public static ProblemHttpResult Failed() =>
        Create(StatusCodes.Status500InternalServerError, "Something went wrong here.", "The request is fine; the fault is the service's own, and its log has it.");

    /// <summary>Also says when to try again.</summary>
    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Create(StatusCodes.Status429TooManyRequests, "Too many requests.", detail, type: "https://tools.ietf.org/html/rfc6585#section-4");
    }

    /// <summary>Also says when to try again.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = "5";
        return Create(StatusCodes.Status503ServiceUnavailable, "Not available now.", detail);
    }

    /// <summary>For answers that would otherwise have no body.</summary>
    public static ProblemHttpResult Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NotFound($"There is nothing at {context.Request.Path}; /openapi/v1.json describes what there is."),
        StatusCodes.Status405MethodNotAllowed => Create(
            StatusCodes.Status405MethodNotAllowed,
            "The method is not allowed here.",
            $"{context.Request.Method} is not possible at {context.Request.Path}; use {context.Response.Headers.Allow}."),
        var status => Create(status, null, null),
    };

    private static ProblemHttpResult Create(int status, string? title, string? detail, IReadOnlyDictionary<string, string[]>? errors = null, string? type = null)
    {
        var problem = new ProblemDetails { Type = type, Status = status, Title = title, Detail = detail };
        if (errors is { Count: > 0 })
            problem.Extensions["errors"] = errors;

        return TypedResults.Problem(problem);
    }

    private static string? Summary(IReadOnlyDictionary<string, string[]> errors) =>
        errors.Count == 0 ? null : string.Join(' ', errors.Select(error => $"{error.Key} {error.Value[0]}."));
}
