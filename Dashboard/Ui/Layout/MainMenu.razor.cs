using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Anomaly.Dashboard.Ui.Layout;

/// <summary>The way to the pages: at the side, or at the bottom of a narrow screen.</summary>
public sealed partial class MainMenu
{
    private static readonly MenuItem[] Items =
    [
        new("Overview", "/ui", "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z", NavLinkMatch.All),
        new("Anomalies", "/ui/anomalies", "M3 15h4l2-4 3 7 3-13 3 10h3"),
        new("Incidents", "/ui/incidents", "M12 4l9 16H3zM12 10v4M12 17h.01"),
        new("Series", "/ui/series", "M4 5v14h16M8 14l3-4 3 3 5-6"),
        new("Notifications", "/ui/notifications", "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"),
        new("Settings", "/ui/settings", "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5"),
        new("Cluster", "/ui/cluster", "M5 4h14v6H5zM5 14h14v6H5zM8 7h.01M8 17h.01"),
        new("Access", "/ui/access", "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4", Role: Role.Admin),
    ];

    /// <summary>Who reads the page; null where that is not asked.</summary>
    [Parameter] public Actor? Reader { get; set; }
}
