using Anomaly.Dashboard.Ui.Settings.Fields;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>A field of a form.</summary>
public sealed partial class FormField
{
    private ElementReference _entry;

    /// <summary>Makes the ids of the elements unique.</summary>
    [Parameter, EditorRequired] public string Prefix { get; set; } = "";

    /// <summary>Where the service finds it, such as <c>settings.url</c>.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    /// <summary>Its name in words.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What is entered.</summary>
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    /// <summary>Something else was.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    /// <summary>How it is entered.</summary>
    [Parameter] public FormKind Kind { get; set; }

    /// <summary>The words, of a choice.</summary>
    [Parameter] public IReadOnlyList<FieldChoice> Choices { get; set; } = [];

    /// <summary>What it does, in a sentence.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>What is shown where nothing is entered.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    [Parameter] public string? Complaint { get; set; }

    /// <summary>Whether it stays as it is.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>The id of a list of proposals.</summary>
    [Parameter] public string? List { get; set; }

    /// <summary>The most characters.</summary>
    [Parameter] public int Most { get; set; } = 4000;

    private string Id => $"{Prefix}-{Path.Replace('.', '-')}";

    private string HelpId => Id + "-help";

    private string ErrorId => Id + "-error";

    private string? Described => (Complaint, Help) switch
    {
        (null, null) => null,
        (null, _) => HelpId,
        (_, null) => ErrorId,
        _ => $"{ErrorId} {HelpId}",
    };

    private string Invalid => Complaint is null ? "false" : "true";

    /// <summary>Puts the cursor into it, of a line or a choice.</summary>
    public ValueTask FocusAsync() => _entry.FocusAsync();

    private Task TypeAsync(string? text) => ValueChanged.InvokeAsync(text ?? "");
}
