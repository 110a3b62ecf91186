/**
 * Counties of split states with their zones.
 * Written by `npm run places`, never by hand. Sources, beside what tools/places says by the law:
 * - us-atlas 3.0.1: names and shapes of counties; public domain (Census boundaries 2017), code ISC
 * sha256 f03f4f43046503c832f54bdd147f6f1b44b4ef138cca2187cfecd7cbf623c175
 */
export const countyZones = `
AL America/Chicago Autauga, Baldwin, Barbour, Bibb, Blount, Bullock, Butler, Calhoun, Cherokee, Chilton, Choctaw,
  Clarke, Clay, Cleburne, Coffee, Colbert, Conecuh, Coosa, Covington, Crenshaw, Cullman, Dale, Dallas, DeKalb, Elmore,
  Escambia, Etowah, Fayette, Franklin, Geneva, Greene, Hale, Henry, Houston, Jackson, Jefferson, Lamar, Lauderdale,
  Lawrence, Limestone, Lowndes, Macon, Madison, Marengo, Marion, Marshall, Mobile, Monroe, Montgomery, Morgan, Perry,
  Pickens, Pike, Randolph, Shelby, St. Clair, Sumter, Talladega, Tallapoosa, Tuscaloosa, Walker, Washington, Wilcox,
  Winston
AL America/Chicago+America/New_York Chambers, Lee, Russell
AK America/Anchorage Aleutians East, Anchorage, Bethel, Bristol Bay, Denali, Dillingham, Fairbanks North Star, Haines,
  Hoonah-Angoon, Juneau, Kenai Peninsula, Ketchikan Gateway, Kodiak Island, Kusilvak, Lake and Peninsula,
  Matanuska-Susitna, Nome, North Slope, Northwest Arctic, Petersburg, Prince of Wales-Hyder, Sitka, Skagway, Southeast
  Fairbanks, Valdez-Cordova, Wrangell, Yakutat, Yukon-Koyukuk
AK America/Anchorage+America/Adak Aleutians West
AZ America/Phoenix Cochise, Gila, Graham, Greenlee, La Paz, Maricopa, Mohave, Pima, Pinal, Santa Cruz, Yavapai, Yuma
AZ America/Phoenix+America/Denver Apache, Coconino, Navajo
FL America/Chicago Bay, Calhoun, Escambia, Holmes, Jackson, Okaloosa, Santa Rosa, Walton, Washington
FL America/New_York Alachua, Baker, Bradford, Brevard, Broward, Charlotte, Citrus, Clay, Collier, Columbia, DeSoto,
  Dixie, Duval, Flagler, Franklin, Gadsden, Gilchrist, Glades, Hamilton, Hardee, Hendry, Hernando, Highlands,
  Hillsborough, Indian River, Jefferson, Lafayette, Lake, Lee, Leon, Levy, Liberty, Madison, Manatee, Marion, Martin,
  Miami-Dade, Monroe, Nassau, Okeechobee, Orange, Osceola, Palm Beach, Pasco, Pinellas, Polk, Putnam, Sarasota,
  Seminole, St. Johns, St. Lucie, Sumter, Suwannee, Taylor, Union, Volusia, Wakulla
FL America/New_York+America/Chicago Gulf
ID America/Boise Ada, Adams, Bannock, Bear Lake, Bingham, Blaine, Boise, Bonneville, Butte, Camas, Canyon, Caribou,
  Cassia, Clark, Custer, Elmore, Franklin, Fremont, Gem, Gooding, Jefferson, Jerome, Lemhi, Lincoln, Madison,
  Minidoka, Oneida, Owyhee, Payette, Power, Teton, Twin Falls, Valley, Washington
ID America/Los_Angeles Benewah, Bonner, Boundary, Clearwater, Kootenai, Latah, Lewis, Nez Perce, Shoshone
ID America/Boise+America/Los_Angeles Idaho
IN America/Indiana/Indianapolis Adams, Allen, Bartholomew, Benton, Blackford, Boone, Brown, Carroll, Cass, Clark,
  Clay, Clinton, Crawford, Daviess, DeKalb, Dearborn, Decatur, Delaware, Dubois, Elkhart, Fayette, Floyd, Fountain,
  Franklin, Fulton, Grant, Greene, Hamilton, Hancock, Harrison, Hendricks, Henry, Howard, Huntington, Jackson, Jay,
  Jefferson, Jennings, Johnson, Knox, Kosciusko, LaGrange, Lawrence, Madison, Marion, Marshall, Martin, Miami, Monroe,
  Montgomery, Morgan, Noble, Ohio, Orange, Owen, Parke, Pike, Pulaski, Putnam, Randolph, Ripley, Rush, Scott, Shelby,
  St. Joseph, Steuben, Sullivan, Switzerland, Tippecanoe, Tipton, Union, Vermillion, Vigo, Wabash, Warren, Washington,
  Wayne, Wells, White, Whitley
IN America/Chicago Gibson, Jasper, LaPorte, Lake, Newton, Perry, Porter, Posey, Spencer, Starke, Vanderburgh, Warrick
KS America/Chicago Allen, Anderson, Atchison, Barber, Barton, Bourbon, Brown, Butler, Chase, Chautauqua, Cherokee,
  Cheyenne, Clark, Clay, Cloud, Coffey, Comanche, Cowley, Crawford, Decatur, Dickinson, Doniphan, Douglas, Edwards,
  Elk, Ellis, Ellsworth, Finney, Ford, Franklin, Geary, Gove, Graham, Grant, Gray, Greenwood, Harper, Harvey, Haskell,
  Hodgeman, Jackson, Jefferson, Jewell, Johnson, Kearny, Kingman, Kiowa, Labette, Lane, Leavenworth, Lincoln, Linn,
  Logan, Lyon, Marion, Marshall, McPherson, Meade, Miami, Mitchell, Montgomery, Morris, Morton, Nemaha, Neosho, Ness,
  Norton, Osage, Osborne, Ottawa, Pawnee, Phillips, Pottawatomie, Pratt, Rawlins, Reno, Republic, Rice, Riley, Rooks,
  Rush, Russell, Saline, Scott, Sedgwick, Seward, Shawnee, Sheridan, Smith, Stafford, Stanton, Stevens, Sumner,
  Thomas, Trego, Wabaunsee, Washington, Wichita, Wilson, Woodson, Wyandotte
KS America/Denver Greeley, Hamilton, Sherman, Wallace
KY America/Chicago Adair, Allen, Ballard, Barren, Breckinridge, Butler, Caldwell, Calloway, Carlisle, Christian,
  Clinton, Crittenden, Cumberland, Daviess, Edmonson, Fulton, Graves, Grayson, Green, Hancock, Hart, Henderson,
  Hickman, Hopkins, Livingston, Logan, Lyon, Marshall, McCracken, McLean, Metcalfe, Monroe, Muhlenberg, Ohio, Russell,
  Simpson, Todd, Trigg, Union, Warren, Webster
KY America/New_York Anderson, Bath, Bell, Boone, Bourbon, Boyd, Boyle, Bracken, Breathitt, Bullitt, Campbell, Carroll,
  Carter, Casey, Clark, Clay, Elliott, Estill, Fayette, Fleming, Floyd, Franklin, Gallatin, Garrard, Grant, Greenup,
  Hardin, Harlan, Harrison, Henry, Jackson, Jefferson, Jessamine, Johnson, Kenton, Knott, Knox, Larue, Laurel,
  Lawrence, Lee, Leslie, Letcher, Lewis, Lincoln, Madison, Magoffin, Marion, Martin, Mason, McCreary, Meade, Menifee,
  Mercer, Montgomery, Morgan, Nelson, Nicholas, Oldham, Owen, Owsley, Pendleton, Perry, Pike, Powell, Pulaski,
  Robertson, Rockcastle, Rowan, Scott, Shelby, Spencer, Taylor, Trimble, Washington, Wayne, Whitley, Wolfe, Woodford
MI America/Detroit Alcona, Alger, Allegan, Alpena, Antrim, Arenac, Baraga, Barry, Bay, Benzie, Berrien, Branch,
  Calhoun, Cass, Charlevoix, Cheboygan, Chippewa, Clare, Clinton, Crawford, Delta, Eaton, Emmet, Genesee, Gladwin,
  Grand Traverse, Gratiot, Hillsdale, Houghton, Huron, Ingham, Ionia, Iosco, Isabella, Jackson, Kalamazoo, Kalkaska,
  Kent, Keweenaw, Lake, Lapeer, Leelanau, Lenawee, Livingston, Luce, Mackinac, Macomb, Manistee, Marquette, Mason,
  Mecosta, Midland, Missaukee, Monroe, Montcalm, Montmorency, Muskegon, Newaygo, Oakland, Oceana, Ogemaw, Ontonagon,
  Osceola, Oscoda, Otsego, Ottawa, Presque Isle, Roscommon, Saginaw, Sanilac, Schoolcraft, Shiawassee, St. Clair, St.
  Joseph, Tuscola, Van Buren, Washtenaw, Wayne, Wexford
MI America/Menominee Dickinson, Gogebic, Iron, Menominee
NE America/Denver Arthur, Banner, Box Butte, Chase, Cheyenne, Dawes, Deuel, Dundy, Garden, Grant, Hooker, Keith,
  Kimball, Morrill, Perkins, Scotts Bluff, Sheridan, Sioux
NE America/Chicago Adams, Antelope, Blaine, Boone, Boyd, Brown, Buffalo, Burt, Butler, Cass, Cedar, Clay, Colfax,
  Cuming, Custer, Dakota, Dawson, Dixon, Dodge, Douglas, Fillmore, Franklin, Frontier, Furnas, Gage, Garfield, Gosper,
  Greeley, Hall, Hamilton, Harlan, Hayes, Hitchcock, Holt, Howard, Jefferson, Johnson, Kearney, Keya Paha, Knox,
  Lancaster, Lincoln, Logan, Loup, Madison, McPherson, Merrick, Nance, Nemaha, Nuckolls, Otoe, Pawnee, Phelps, Pierce,
  Platte, Polk, Red Willow, Richardson, Rock, Saline, Sarpy, Saunders, Seward, Sherman, Stanton, Thayer, Thomas,
  Thurston, Valley, Washington, Wayne, Webster, Wheeler, York
NE America/Chicago+America/Denver Cherry
NV America/Los_Angeles Carson City, Churchill, Clark, Douglas, Esmeralda, Eureka, Humboldt, Lander, Lincoln, Lyon,
  Mineral, Nye, Pershing, Storey, Washoe, White Pine
NV America/Los_Angeles+America/Denver Elko
ND America/Chicago Barnes, Benson, Bottineau, Burke, Burleigh, Cass, Cavalier, Dickey, Divide, Eddy, Emmons, Foster,
  Grand Forks, Griggs, Kidder, LaMoure, Logan, McHenry, McIntosh, McLean, Mercer, Morton, Mountrail, Nelson, Oliver,
  Pembina, Pierce, Ramsey, Ransom, Renville, Richland, Rolette, Sargent, Sheridan, Steele, Stutsman, Towner, Traill,
  Walsh, Ward, Wells, Williams
ND America/Denver Adams, Billings, Bowman, Golden Valley, Grant, Hettinger, Slope, Stark
ND America/Chicago+America/Denver Dunn, McKenzie, Sioux
OR America/Los_Angeles Baker, Benton, Clackamas, Clatsop, Columbia, Coos, Crook, Curry, Deschutes, Douglas, Gilliam,
  Grant, Harney, Hood River, Jackson, Jefferson, Josephine, Klamath, Lake, Lane, Lincoln, Linn, Marion, Morrow,
  Multnomah, Polk, Sherman, Tillamook, Umatilla, Union, Wallowa, Wasco, Washington, Wheeler, Yamhill
OR America/Los_Angeles+America/Boise Malheur
SD America/Denver Bennett, Butte, Corson, Custer, Dewey, Fall River, Haakon, Harding, Jackson, Lawrence, Meade, Oglala
  Lakota, Pennington, Perkins, Ziebach
SD America/Chicago Aurora, Beadle, Bon Homme, Brookings, Brown, Brule, Buffalo, Campbell, Charles Mix, Clark, Clay,
  Codington, Davison, Day, Deuel, Douglas, Edmunds, Faulk, Grant, Gregory, Hamlin, Hand, Hanson, Hughes, Hutchinson,
  Hyde, Jerauld, Jones, Kingsbury, Lake, Lincoln, Lyman, Marshall, McCook, McPherson, Mellette, Miner, Minnehaha,
  Moody, Potter, Roberts, Sanborn, Spink, Sully, Todd, Tripp, Turner, Union, Walworth, Yankton
SD America/Chicago+America/Denver Stanley
TN America/New_York Anderson, Blount, Bradley, Campbell, Carter, Claiborne, Cocke, Grainger, Greene, Hamblen,
  Hamilton, Hancock, Hawkins, Jefferson, Johnson, Knox, Loudon, McMinn, Meigs, Monroe, Morgan, Polk, Rhea, Roane,
  Scott, Sevier, Sullivan, Unicoi, Union, Washington
TN America/Chicago Bedford, Benton, Bledsoe, Cannon, Carroll, Cheatham, Chester, Clay, Coffee, Crockett, Cumberland,
  Davidson, DeKalb, Decatur, Dickson, Dyer, Fayette, Fentress, Franklin, Gibson, Giles, Grundy, Hardeman, Hardin,
  Haywood, Henderson, Henry, Hickman, Houston, Humphreys, Jackson, Lake, Lauderdale, Lawrence, Lewis, Lincoln, Macon,
  Madison, Marion, Marshall, Maury, McNairy, Montgomery, Moore, Obion, Overton, Perry, Pickett, Putnam, Robertson,
  Rutherford, Sequatchie, Shelby, Smith, Stewart, Sumner, Tipton, Trousdale, Van Buren, Warren, Wayne, Weakley, White,
  Williamson, Wilson
TX America/Chicago Anderson, Andrews, Angelina, Aransas, Archer, Armstrong, Atascosa, Austin, Bailey, Bandera,
  Bastrop, Baylor, Bee, Bell, Bexar, Blanco, Borden, Bosque, Bowie, Brazoria, Brazos, Brewster, Briscoe, Brooks,
  Brown, Burleson, Burnet, Caldwell, Calhoun, Callahan, Cameron, Camp, Carson, Cass, Castro, Chambers, Cherokee,
  Childress, Clay, Cochran, Coke, Coleman, Collin, Collingsworth, Colorado, Comal, Comanche, Concho, Cooke, Coryell,
  Cottle, Crane, Crockett, Crosby, Dallam, Dallas, Dawson, DeWitt, Deaf Smith, Delta, Denton, Dickens, Dimmit, Donley,
  Duval, Eastland, Ector, Edwards, Ellis, Erath, Falls, Fannin, Fayette, Fisher, Floyd, Foard, Fort Bend, Franklin,
  Freestone, Frio, Gaines, Galveston, Garza, Gillespie, Glasscock, Goliad, Gonzales, Gray, Grayson, Gregg, Grimes,
  Guadalupe, Hale, Hall, Hamilton, Hansford, Hardeman, Hardin, Harris, Harrison, Hartley, Haskell, Hays, Hemphill,
  Henderson, Hidalgo, Hill, Hockley, Hood, Hopkins, Houston, Howard, Hunt, Hutchinson, Irion, Jack, Jackson, Jasper,
  Jeff Davis, Jefferson, Jim Hogg, Jim Wells, Johnson, Jones, Karnes, Kaufman, Kendall, Kenedy, Kent, Kerr, Kimble,
  King, Kinney, Kleberg, Knox, La Salle, Lamar, Lamb, Lampasas, Lavaca, Lee, Leon, Liberty, Limestone, Lipscomb, Live
  Oak, Llano, Loving, Lubbock, Lynn, Madison, Marion, Martin, Mason, Matagorda, Maverick, McCulloch, McLennan,
  McMullen, Medina, Menard, Midland, Milam, Mills, Mitchell, Montague, Montgomery, Moore, Morris, Motley, Nacogdoches,
  Navarro, Newton, Nolan, Nueces, Ochiltree, Oldham, Orange, Palo Pinto, Panola, Parker, Parmer, Pecos, Polk, Potter,
  Presidio, Rains, Randall, Reagan, Real, Red River, Reeves, Refugio, Roberts, Robertson, Rockwall, Runnels, Rusk,
  Sabine, San Augustine, San Jacinto, San Patricio, San Saba, Schleicher, Scurry, Shackelford, Shelby, Sherman, Smith,
  Somervell, Starr, Stephens, Sterling, Stonewall, Sutton, Swisher, Tarrant, Taylor, Terrell, Terry, Throckmorton,
  Titus, Tom Green, Travis, Trinity, Tyler, Upshur, Upton, Uvalde, Val Verde, Van Zandt, Victoria, Walker, Waller,
  Ward, Washington, Webb, Wharton, Wheeler, Wichita, Wilbarger, Willacy, Williamson, Wilson, Winkler, Wise, Wood,
  Yoakum, Young, Zapata, Zavala
TX America/Denver El Paso, Hudspeth
TX America/Chicago+America/Denver Culberson
`;
