using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>A stretch of some days of the week while somebody edits it: <c>{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}</c>.</summary>
public sealed class WindowDraft
{
    /// <param name="window">The window; null for none, which is always.</param>
    public WindowDraft(JsonObject? window)
    {
        IsOn = window is not null;
        Days = (window?["days"] as JsonArray ?? []).Select(day => (string?)day).OfType<string>().ToHashSet();
        From = (string?)window?["from"] ?? "";
        To = (string?)window?["to"] ?? "";
        Zone = (string?)window?["time_zone"] ?? "";
    }

    /// <summary>The days as they are written, and in words.</summary>
    public static IReadOnlyList<(string Name, string Words)> AllDays { get; } =
        [("mon", "Mon"), ("tue", "Tue"), ("wed", "Wed"), ("thu", "Thu"), ("fri", "Fri"), ("sat", "Sat"), ("sun", "Sun")];

    /// <summary>Whether there is one.</summary>
    public bool IsOn { get; set; }

    /// <summary>The days on which it starts; none for every day.</summary>
    public HashSet<string> Days { get; }

    /// <summary>Its start by the clock; empty with <see cref="To"/> for whole days.</summary>
    public string From { get; set; }

    /// <summary>Its end by the clock.</summary>
    public string To { get; set; }

    /// <summary>The time zone's name; empty for UTC.</summary>
    public string Zone { get; set; }

    /// <summary>The window in words.</summary>
    public string Words
    {
        get
        {
            var days = Days.Count is 0 or 7 ? "every day" : string.Join(", ", AllDays.Where(day => Days.Contains(day.Name)).Select(day => day.Words));
            return $"{days}{(From.Length + To.Length == 0 ? "" : $" {From}–{To}")} ({(Zone.Length == 0 ? "UTC" : Zone)})";
        }
    }

    /// <summary>The window as JSON; null where there is none.</summary>
    public JsonObject? ToJson()
    {
        if (!IsOn)
            return null;

        var window = new JsonObject();
        if (Days.Count > 0)
            window["days"] = new JsonArray([.. AllDays.Where(day => Days.Contains(day.Name)).Select(day => (JsonNode)day.Name)]);
        if (From.Trim().Length > 0)
            window["from"] = From.Trim();
        if (To.Trim().Length > 0)
            window["to"] = To.Trim();
        if (Zone.Trim().Length > 0)
            window["time_zone"] = Zone.Trim();

        return window;
    }
}
