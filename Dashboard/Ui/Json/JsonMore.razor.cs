using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Json;

/// <summary>How many values of an object or array are not shown.</summary>
public sealed partial class JsonMore
{
    /// <summary>The object or array.</summary>
    [Parameter, EditorRequired] public JsonTwig Twig { get; set; } = null!;
}
