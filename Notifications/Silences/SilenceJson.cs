using System.Text.Json;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Weekly;

namespace Anomaly.Notifications.Silences;

/// <summary>Silences as JSON, in the shape of Alertmanager's second API.</summary>
public static class SilenceJson
{
    private const int MaxName = 200;
    private const int MaxComment = 2000;

    /// <summary>The last two are in answers; whoever sends one back may leave them in.</summary>
    private static readonly string[] Known = ["id", "matchers", "startsAt", "endsAt", "createdBy", "comment", "learn", "recurrence", "updatedAt", "status"];

    /// <summary>Reads a silence that somebody wants.</summary>
    /// <param name="text">A JSON object.</param>
    /// <param name="now">The time: a silence may not be over already.</param>
    /// <param name="errors">Takes what is wrong, by path such as <c>matchers[0].value</c>.</param>
    /// <returns>The silence; null where anything is wrong.</returns>
    public static SilenceDraft? Read(string text, DateTimeOffset now, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        var draft = JsonText.Read(text, "body", errors, root => Read(root, now, errors));
        return errors.Any ? null : draft;
    }

    private static SilenceDraft? Read(JsonElement root, DateTimeOffset now, FieldErrors errors)
    {
        var reader = new ObjectReader(root, "", errors, Known);
        if (!reader.IsObject)
            return null;

        var id = ReadId(reader);
        var matchers = MatcherJson.ReadAll(reader, "matchers");
        CheckMatchers(reader, matchers, errors);
        var (starts, ends) = (reader.Time("startsAt"), reader.Time("endsAt"));
        if (starts is not null && ends <= starts)
            errors.Add("endsAt", $"is {ObjectReader.Shown(reader.Find("endsAt")!.Value)}; must be later than startsAt, which is {ObjectReader.Shown(reader.Find("startsAt")!.Value)}");
        else if (ends <= now)
            errors.Add("endsAt", $"is {ObjectReader.Shown(reader.Find("endsAt")!.Value)}, which is over; must be in the future");

        var learn = reader.Flag("learn", true);
        if (!learn && matchers.FirstOrDefault(matcher => matcher.Name is IncidentLabels.Severity or IncidentLabels.Method) is { } named)
            errors.Add("learn", $"is false, and a matcher is about {named.Name}, which no sample has; leave that matcher out, or set learn to true");

        return new SilenceDraft(id, new Silence
        {
            Matchers = matchers,
            StartsAt = starts ?? now,
            EndsAt = ends ?? now,
            CreatedBy = reader.Required("createdBy", MaxName),
            Comment = reader.Required("comment", MaxComment),
            Learn = learn,
            Recurrence = reader.Find("recurrence") is { } recurrence ? WeeklyWindowJson.Read(recurrence, "recurrence", errors) : null,
        });
    }

    private static Guid? ReadId(ObjectReader reader)
    {
        if (reader.Find("id") is not { } value || (value.ValueKind == JsonValueKind.String && value.ValueEquals("")))
            return null;
        if (value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out var id))
            return id;

        reader.Errors.Add("id", $"is {ObjectReader.Shown(value)}; must be the UUID of a silence, or be left out for a new one");
        return null;
    }

    private static void CheckMatchers(ObjectReader reader, IReadOnlyList<Matcher> matchers, FieldErrors errors)
    {
        if (errors.ByPath.Keys.Any(path => path.StartsWith("matchers", StringComparison.Ordinal)))
            return;

        if (matchers.Count == 0)
            errors.Add("matchers", $"{(reader.Find("matchers") is null ? "are missing" : "are empty")}; must be one or more such as {{\"name\":\"host\",\"value\":\"web-1\"}}");
        else if (matchers.All(matcher => matcher.MatchesEmpty))
            errors.Add("matchers", "all match the empty string, so that the silence would mute whatever lacks these labels; one at least must not, such as host=\"web-1\" or host=~\".+\"");
    }
}
