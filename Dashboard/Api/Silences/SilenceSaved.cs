using System.Text.Json.Serialization;

namespace Anomaly.Dashboard.Api.Silences;

/// <summary>What a silence is known by now.</summary>
/// <param name="SilenceId">Its id.</param>
internal sealed record SilenceSaved([property: JsonPropertyName("silenceID")] Guid SilenceId);
