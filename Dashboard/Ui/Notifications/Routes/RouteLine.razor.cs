using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Routes;

/// <summary>One route of the list, and its form where it is open.</summary>
public sealed partial class RouteLine
{
    private ElementReference _up, _down;
    private ElementReference? _focus;

    /// <summary>The route.</summary>
    [Parameter, EditorRequired] public RouteEdit Route { get; set; } = null!;

    /// <summary>Its place.</summary>
    [Parameter, EditorRequired] public int Index { get; set; }

    /// <summary>How many there are.</summary>
    [Parameter, EditorRequired] public int Count { get; set; }

    /// <summary>The channels that there are.</summary>
    [Parameter, EditorRequired] public IReadOnlyCollection<string> Channels { get; set; } = [];

    /// <summary>Whether its form is shown.</summary>
    [Parameter, EditorRequired] public bool Open { get; set; }

    /// <summary>Whether the reader is led to the form.</summary>
    [Parameter] public bool HasFocus { get; set; }

    /// <summary>Whether there may be more open incidents than were looked at.</summary>
    [Parameter] public bool IsFull { get; set; }

    /// <summary>The form is to be shown or not.</summary>
    [Parameter] public EventCallback OnToggled { get; set; }

    /// <summary>A copy is wanted.</summary>
    [Parameter] public EventCallback OnDuplicated { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter] public EventCallback OnDeleted { get; set; }

    /// <summary>It is to be moved up (−1) or down (1).</summary>
    [Parameter] public EventCallback<int> OnMoved { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string Title => string.Create(CultureInfo.InvariantCulture, $"route {Index + 1} to {Route.Channel}");

    /// <summary>People count the routes from 1.</summary>
    private string WholeWords => Place().Replace(Route.Whole!, match => $"route {(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The row was taken out of the page and put in elsewhere: the button has lost the focus.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus)
            return;

        _focus = null;
        await focus.FocusAsync();
    }

    private async Task MoveAsync(int by)
    {
        var place = Index + by;
        var end = by < 0 ? place <= 0 : place >= Count - 1;
        await OnMoved.InvokeAsync(by);
        _focus = (by < 0) == end ? _down : _up;
    }

    [GeneratedRegex(@"\[(\d{1,6})\]")]
    private static partial Regex Place();
}
