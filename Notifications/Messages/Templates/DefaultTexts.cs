namespace Anomaly.Notifications.Messages.Templates;

/// <summary>The texts of channels that were given none.</summary>
internal static class DefaultTexts
{
    /// <summary>One line.</summary>
    public const string Subject = "[{{status}}] {{severity}} {{series}}{{more}}: {{reason}}";

    /// <summary>The incidents, and where to look.</summary>
    public const string Body = "{{incidents}}\n\n{{url}}";
}
