/**
 * When two texts mean the same person or employer although they are written differently: the folding that every rule
 * and every search uses, and the columns that hold it. Below all other rooms.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.folding;
