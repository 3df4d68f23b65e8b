using System.Globalization;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Anomaly.Dashboard.Api.Queries;

/// <summary>Reads query parameters and collects what is wrong with them, so that one answer names it all.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public delegate bool Parser<T>(string text, out T value);

    /// <summary>Null where every parameter was good.</summary>
    public ProblemHttpResult? Problem => _errors.Count == 0 ? null : ApiProblem.Invalid(_errors);

    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1)
            Fail(name, "is given more than once; give it once");

        var text = values.Count == 0 ? null : values[0];
        if (string.IsNullOrEmpty(text))
            return null;
        if (!text.Contains('\0', StringComparison.Ordinal))
            return text;

        Fail(name, "holds a NUL character; leave it out");
        return null;
    }

    public int Integer(string name, int least, int most, int otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        Fail(name, $"is '{text}'; must be a whole number from {least} to {most}");
        return otherwise;
    }

    public DateTimeOffset? Time(string name) => Value<DateTimeOffset>(
        name, Instant.TryParse, "an RFC 3339 time such as 2026-11-22T10:00:00Z (write a + as %2B)");

    public T? Enumeration<T>(string name)
        where T : struct, Enum => Value<T>(name, WireNames<T>.TryParse, $"one of {string.Join(", ", WireNames<T>.All)}");

    public T? Value<T>(string name, Parser<T> parse, string expected)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        if (parse(text, out var value))
            return value;

        Fail(name, $"is '{text}'; must be {expected}");
        return null;
    }

    public void Fail(string name, string complaint) => _errors.TryAdd(name, [complaint]);
}
