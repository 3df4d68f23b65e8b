using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Json;

/// <summary>A JSON object as a tree that opens and closes. Of a large one the beginnings are shown.</summary>
public sealed partial class JsonTree
{
    private const int LargeText = 10_000;

    private JsonTwig _root = new("");
    private string? _drawn;

    /// <summary>What the object is.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The object.</summary>
    [Parameter, EditorRequired] public string Json { get; set; } = "{}";

    /// <summary>Where all of it is; null for no link.</summary>
    [Parameter] public string? Address { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Json))
            return;

        _drawn = Json;
        _root = JsonOutline.Of(Json);
    }
}
