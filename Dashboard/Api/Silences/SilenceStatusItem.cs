using Anomaly.Notifications.Silences;

namespace Anomaly.Dashboard.Api.Silences;

/// <summary>Where a silence is in its life.</summary>
/// <param name="State">Its state.</param>
internal sealed record SilenceStatusItem(SilenceState State);
