using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Access;

/// <summary>Somebody may not do what they asked for.</summary>
public sealed class NotAllowedException(Actor? actor, Role needed) : Exception(
    actor is null ? "Nobody is signed in." : $"'{actor.Name}' has the role {actor.Role.NameOf()}; this needs {needed.NameOf()}.");
