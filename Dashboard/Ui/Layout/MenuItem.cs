using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Components.Routing;

namespace Anomaly.Dashboard.Ui.Layout;

/// <summary>An entry of the menu.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Shape">The path of its icon, 24 units wide.</param>
/// <param name="Match">Whether pages below it count as it.</param>
/// <param name="Role">Who sees it.</param>
internal sealed record MenuItem(string Name, string Address, string Shape, NavLinkMatch Match = NavLinkMatch.Prefix, Role Role = Role.Viewer);
