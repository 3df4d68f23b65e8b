using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>A JSON object as a list of names and values.</summary>
public sealed partial class FactsPane
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter, EditorRequired] public JsonElement Json { get; set; }
}
