namespace Anomaly.Notifications.Silences;

/// <summary>A silence as somebody wants it.</summary>
/// <param name="Id">The id of the silence that it is to replace; null for a new one.</param>
/// <param name="Silence">The silence.</param>
public sealed record SilenceDraft(Guid? Id, Silence Silence);
