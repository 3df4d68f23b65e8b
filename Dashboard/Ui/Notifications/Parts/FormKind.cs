namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>How a field of a form is entered.</summary>
public enum FormKind
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Lines,

    /// <summary>One of a few words.</summary>
    Choice,
}
