namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>What a field of a channel is in JSON.</summary>
public enum FieldShape
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A list of texts, a line each.</summary>
    List,

    /// <summary>An object of texts, a line <c>name: value</c> each.</summary>
    Map,
}
