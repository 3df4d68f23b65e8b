namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>A matcher while somebody types it.</summary>
public sealed class MatcherDraft
{
    /// <summary>Tells it from the others.</summary>
    public string Key { get; } = $"matcher-{Guid.NewGuid():N}";

    /// <summary>What was typed.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether nothing was.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}
