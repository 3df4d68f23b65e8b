using System.Text.Json;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Weekly;
using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Silences;

/// <summary>Silences as they are stored.</summary>
internal static class SilenceText
{
    /// <exception cref="InvalidDataException">A newer program wrote it, and this program cannot read it.</exception>
    public static Silence Read(SilenceRow row)
    {
        var errors = new FieldErrors();
        var silence = new Silence
        {
            Id = row.Id,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            UpdatedAt = row.UpdatedAt,
            CreatedBy = row.CreatedBy,
            Comment = row.Comment,
            Learn = row.Learn,
            Matchers = JsonText.Read($"{{\"matchers\":{row.Matchers}}}", "matchers", errors, root => MatcherJson.ReadAll(new ObjectReader(root, "", errors, "matchers"), "matchers")) ?? [],
            Recurrence = row.Recurrence is null ? null : JsonText.Read<WeeklyWindow>(row.Recurrence, "recurrence", errors, (JsonElement root) => WeeklyWindowJson.Read(root, "recurrence", errors)),
        };
        return errors.Any
            ? throw new InvalidDataException($"The stored silence {row.Id} cannot be read: {string.Join(' ', errors.ByPath.Select(error => $"{error.Key} {error.Value[0]}."))} Run the program that wrote it, or a newer one.")
            : silence;
    }

    public static SilenceRow Write(Silence silence) => new()
    {
        Id = silence.Id,
        StartsAt = silence.StartsAt,
        EndsAt = silence.EndsAt,
        UpdatedAt = silence.UpdatedAt,
        CreatedBy = silence.CreatedBy,
        Comment = silence.Comment,
        Matchers = MatcherJson.WriteAll(silence.Matchers).ToJsonString(),
        Learn = silence.Learn,
        Recurrence = silence.Recurrence?.ToString(),
    };
}
